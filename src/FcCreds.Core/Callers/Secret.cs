namespace FcCreds.Core.Callers;

/// <summary>An access key secret that prints as stars wherever it is formatted by mistake.</summary>
internal readonly record struct Secret(string Value)
{
    public override string ToString() => "***";
}
