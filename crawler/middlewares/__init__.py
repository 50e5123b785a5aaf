"""What stands between the spider and a server: leave to go there, robots.txt, patience."""
