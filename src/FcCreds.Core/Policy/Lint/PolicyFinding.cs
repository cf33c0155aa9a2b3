namespace FcCreds.Core.Policy.Lint;

/// <summary>Something about a policy that its author did not mean, or should know.</summary>
/// <param name="Position">Such as <c>Statement[2].Action[1]</c>, counted from 1.</param>
/// <param name="Rule">A name to look it up by, such as <c>unknown-action</c>.</param>
/// <param name="IsError">It cannot work as written; otherwise it works and is doubtful.</param>
/// <param name="Message">In words.</param>
internal sealed record PolicyFinding(string Position, string Rule, bool IsError, string Message);
