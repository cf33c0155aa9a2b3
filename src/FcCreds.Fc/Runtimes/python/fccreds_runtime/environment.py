"""What the host tells this process by variables, and what of it the user's code may see."""
import os
import sys


class Settings(object):
    def __init__(self, variables):
        self.runtime_api = variables['FC_RUNTIME_API']
        self.runtime = variables['_FC_RUNTIME']
        self.marker = variables['_FC_OUTPUT_MARKER']
        self.code_path = variables['FC_FUNC_CODE_PATH']
        self.layers = [path for path in variables['_FC_LAYERS'].split(os.pathsep) if path]
        self.debug_port = variables.get('_FC_DEBUG_PORT')


# The cloud's runtime removes every other FC_ variable before it loads user code.
KEPT = frozenset((
    'FC_FUNC_CODE_PATH', 'FC_FUNCTION_MEMORY_SIZE', 'FC_RUNTIME_VERSION', 'FC_ACCOUNT_ID', 'FC_FUNCTION_HANDLER',
    'FC_FUNCTION_NAME', 'FC_FUNCTION_VERSION', 'FC_SERVICE_NAME', 'FC_VER_ID', 'FC_QUALIFIER', 'FC_REGION',
    'FC_INSTANCE_ID', 'FC_SNAPSHOT_FLAG'))


def take_settings():
    settings = Settings(os.environ)
    for name in list(os.environ):
        if name.startswith(('FC_', '_FC_')) and name not in KEPT:
            del os.environ[name]
    return settings


def set_up_path(settings):
    """Code first, then what layers bring; the runtime's own folder (the first entry) is not for user code."""
    packages = 'python/lib/python%d.%d/site-packages' % sys.version_info[:2]
    sys.path[0:1] = [settings.code_path] + [os.path.join(layer, folder) for folder in (packages, 'python') for layer in settings.layers]
