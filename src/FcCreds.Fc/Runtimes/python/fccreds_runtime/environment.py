"""What the host tells this process by variables, and what of it the user's code may see."""
import collections
import os
import sys

Settings = collections.namedtuple('Settings', 'runtime_api runtime marker code_path layers debug_port')

# The cloud's runtime removes every other FC_ variable before it loads user code.
KEPT = frozenset((
    'FC_FUNC_CODE_PATH', 'FC_FUNCTION_MEMORY_SIZE', 'FC_RUNTIME_VERSION', 'FC_ACCOUNT_ID', 'FC_FUNCTION_HANDLER',
    'FC_FUNCTION_NAME', 'FC_FUNCTION_VERSION', 'FC_SERVICE_NAME', 'FC_VER_ID', 'FC_QUALIFIER', 'FC_REGION',
    'FC_INSTANCE_ID', 'FC_SNAPSHOT_FLAG'))


def take_settings():
    settings = Settings(os.environ['FC_RUNTIME_API'], os.environ['_FC_RUNTIME'], os.environ['_FC_OUTPUT_MARKER'],
                        os.environ['FC_FUNC_CODE_PATH'], [path for path in os.environ['_FC_LAYERS'].split(os.pathsep) if path],
                        os.environ.get('_FC_DEBUG_PORT'))
    for name in list(os.environ):
        if name.startswith(('FC_', '_FC_')) and name not in KEPT:
            del os.environ[name]
    return settings


def set_up_path(settings):
    """Code first, then what layers bring; the runtime's own folder (the first entry) is not for user code."""
    packages = 'python/lib/python%d.%d/site-packages' % sys.version_info[:2]
    sys.path[0:1] = [settings.code_path] + [os.path.join(layer, folder) for folder in (packages, 'python') for layer in settings.layers]
