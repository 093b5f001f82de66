"""The rules of the standard that are data, held against every print of every example; ``rules`` says where each is tested.

A test is named by its rule; what it looks at is the finished file, and the paper that LibreOffice makes of it.
"""
