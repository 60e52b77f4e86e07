"""The pages of houses: beds night by night, one house with its nights, what it is."""
