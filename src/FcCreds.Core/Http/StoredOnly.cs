namespace FcCreds.Core.Http;

/// <summary>How a reply says that a setting was kept and changes nothing: it must not look as if it did.</summary>
internal static class StoredOnly
{
    public const string Header = "x-fccreds-effect";

    /// <summary>Of the header; also the kind of the journal's note.</summary>
    public const string Value = "stored-only";

    /// <param name="what">The operation.</param>
    public static string Message(string what) => $"{what}: the setting is kept and given back, but changes nothing here.";
}
