"""Ways to crawl the made-up nation, each a program: ours, plain Scrapy's, and a browser's."""
