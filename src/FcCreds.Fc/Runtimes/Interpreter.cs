namespace FcCreds.Fc.Runtimes;

/// <summary>An interpreter that ran and told its version.</summary>
/// <param name="Path">The executable it names itself.</param>
/// <param name="Version">Three numbers.</param>
/// <param name="UserBase">Where <c>pip install --user</c> puts modules; null for other languages.</param>
internal sealed record Interpreter(string Path, Version Version, string? UserBase = null);

/// <summary>The interpreter for a runtime, with a warning when it is not the exact version; or, without one, what to do about it.</summary>
internal sealed record InterpreterChoice(Interpreter? Interpreter, string? Message = null);
