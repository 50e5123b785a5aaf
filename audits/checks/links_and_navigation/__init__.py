"""The words and targets of links, and ways through the page and the site."""
