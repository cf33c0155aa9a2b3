namespace FcCreds.Fc.Runtimes;

/// <summary>A Python that ran and told its version.</summary>
/// <param name="Path">The executable it names itself.</param>
/// <param name="Version">Three numbers.</param>
/// <param name="UserBase">Where <c>pip install --user</c> puts modules.</param>
internal sealed record PythonInterpreter(string Path, Version Version, string UserBase);

/// <summary>The interpreter for a runtime, with a warning when it is not the exact version; or, without one, what to do about it.</summary>
internal sealed record InterpreterChoice(PythonInterpreter? Interpreter, string? Message = null);
