"""Labelled pages and small site trees on which detectors of services and duties are measured."""
