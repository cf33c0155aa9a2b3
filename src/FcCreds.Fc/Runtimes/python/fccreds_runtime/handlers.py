"""From the configured name, such as folder/index.handler, to the function."""
import os
import sys

from fccreds_runtime.failure import LoadFailure, frames_of, last_line

try:
    # What importlib.util hands on, without the modules that it loads for other purposes.
    from _frozen_importlib import module_from_spec
    from _frozen_importlib_external import spec_from_file_location
except ImportError:  # Python 2.7
    import imp
    module_from_spec = spec_from_file_location = None


class Handlers(object):
    def __init__(self, code_path):
        self._code_path = code_path
        self._modules = {}

    def load(self, name):
        module_name, dot, function_name = name.rpartition('.')
        if not dot or not module_name or not function_name:
            raise LoadFailure('InvalidHandleName', "Invalid handler '%s'" % name)
        if module_name not in self._modules:
            self._modules[module_name] = self._import(module_name)
        function = getattr(self._modules[module_name], function_name, None)
        if function is None:
            raise LoadFailure('HandlerNotFound', "Handler '%s' is missing on module '%s'" % (function_name, module_name))
        return function

    def _import(self, name):
        try:
            return self._execute(name)
        except ImportError as error:
            raise LoadFailure('ImportModuleError', "Unable to import module '%s'" % name, [last_line(error)])
        except SyntaxError as error:
            raise LoadFailure('UserCodeSyntaxError', "Syntax error in module '%s'" % name, [
                'File "%s"' % error.filename, 'line %s' % error.lineno, (error.text or '').strip(),
                '%s: %s' % (type(error).__name__, error.msg)])
        except Exception as error:
            frames = frames_of(sys.exc_info()[2])
            raise LoadFailure('UserCodeError', "Module initialization error: '%s'" % error,
                              (frames[-1] if frames else []) + [last_line(error)])

    def _execute(self, name):
        """A file of the code folder goes by its place, so that a handler file may be called like a standard module."""
        path = os.path.join(self._code_path, name + '.py')
        if not os.path.isfile(path):
            dotted = name.replace('/', '.')
            __import__(dotted)
            return sys.modules[dotted]
        if spec_from_file_location is None:
            return imp.load_source(name, path)
        spec = spec_from_file_location(name, path)
        module = module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module
