"""Between which two days was it, after all calendars and ways of counting?"""
