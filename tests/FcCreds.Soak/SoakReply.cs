namespace FcCreds.Soak;

/// <summary>An answer, or the lack of one.</summary>
/// <param name="Status">0 for none.</param>
/// <param name="Attempts">An earlier one may have been carried out without the client's knowing.</param>
internal sealed record SoakReply(int Status, byte[] Body, string? ETag, string? VersionId, int Attempts, string Trouble)
{
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>Nobody knows whether it was carried out.</summary>
    public bool IsUnknown => Status is 0 or >= 500;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    /// <summary>Of an error, with a space before it.</summary>
    public string Code => Status >= 400 && Body.Length > 0 && Text.Split("<Code>") is [_, var rest] ? " " + rest.Split('<')[0] : "";

    public override string ToString() => Status == 0 ? $"no answer ({Trouble})" : $"{Status} {(IsDone ? "" : Text)}";
}
