"""How does a member work with the vault on a terminal?"""
