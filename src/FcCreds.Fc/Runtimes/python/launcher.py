"""Starts one handler process and makes sure that it never outlives the server.

The server holds the other end of our standard input: one byte per order, and end of file when the server is gone, however it
went. The handler runs in a process group of its own, so that stopping or killing it reaches whatever it forked, and so that this
process stays awake while the handler is frozen. Runs under Python 2.7 and 3 with nothing but the standard library.
"""
import os
import signal
import sys

try:
    import _thread as thread
except ImportError:
    import thread

ORDERS = {b's': signal.SIGSTOP, b'c': signal.SIGCONT}


def signal_group(group, number):
    try:
        os.killpg(group, number)
    except OSError:
        pass  # nobody is left in the group


def obey(group):
    order = os.read(0, 1)
    while order in ORDERS:
        signal_group(group, ORDERS[order])
        order = os.read(0, 1)
    signal_group(group, signal.SIGKILL)


def become_handler(command):
    os.setpgid(0, 0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        os.execv(command[0], command)
    except OSError as error:
        os.write(2, ('%s: %s\n' % (command[0], error)).encode('utf-8'))
    os._exit(127)


def kilobytes(usage):
    return usage.ru_maxrss // 1024 if sys.platform == 'darwin' else usage.ru_maxrss


def main(command):
    os.dup2(1, 2)
    try:
        os.setsid()  # away from the terminal: its Ctrl-C is for the server, which ends calls in order
    except OSError:
        pass
    child = os.fork()
    if child == 0:
        become_handler(command)
    try:
        os.setpgid(child, child)  # parent and child both do it, so that neither can be too late
    except OSError:
        pass
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    thread.start_new_thread(obey, (child,))
    _, status, usage = os.wait4(child, 0)
    signal_group(child, signal.SIGKILL)
    report = '%s exit %d %d\n' % (os.environ['_FC_OUTPUT_MARKER'], status, kilobytes(usage))
    try:
        os.write(1, report.encode('ascii'))
    except OSError:
        pass  # the server is gone
    os._exit(0)


if __name__ == '__main__':
    main(sys.argv[1:])
