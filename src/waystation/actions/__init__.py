"""One verb for each module: may this member do it, is it written down, is it done?"""
