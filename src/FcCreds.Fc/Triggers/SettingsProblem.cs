namespace FcCreds.Fc.Triggers;

/// <summary>One mistake in settings that are JSON.</summary>
/// <param name="Path">Where, such as <c>authConfig.tokens[2].tokenData</c> (counting from 1); empty for the whole.</param>
/// <param name="Message">A sentence.</param>
internal sealed record SettingsProblem(string Path, string Message);
