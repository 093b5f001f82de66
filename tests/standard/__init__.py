"""The rules of the standard that are data, held against every printed example; ``rules`` says where each is tested."""
