"""Requests, and the persons they are about: which pages are there?"""
