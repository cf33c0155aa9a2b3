"""Modules of Python's own that are loaded late, as a cold start should not wait for them; and then not user code of the same name."""
import os
import sys

FOLDER = os.path.dirname(os.__file__)
_PATH = sys.path[1:]  # before user code is on it; without our own folder
_loaded = {}


def load(name):
    if name not in _loaded:
        _loaded[name] = _load(name)
    return _loaded[name]


def _load(name):
    users = sys.modules.get(name)
    if users is not None and not str(getattr(users, '__file__', FOLDER)).startswith(FOLDER):
        del sys.modules[name]
    else:
        users = None
    path, sys.path = sys.path, _PATH
    try:
        return __import__(name)
    finally:
        sys.path = path
        if users is not None:
            sys.modules[name] = users
