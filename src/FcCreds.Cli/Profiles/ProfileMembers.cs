namespace FcCreds.Cli.Profiles;

/// <summary>What a profile shall say, in order, under the names that the cloud's tools read.</summary>
internal sealed record ProfileMembers(string Name, IReadOnlyList<KeyValuePair<string, string>> Values);
