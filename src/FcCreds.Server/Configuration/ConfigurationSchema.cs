namespace FcCreds.Server.Configuration;

/// <summary>The JSON schema of <c>fccreds.yaml</c>, for editors.</summary>
internal static class ConfigurationSchema
{
    public const string FileName = "fccreds.schema.json";

    public static string Text()
    {
        using var resource = typeof(ConfigurationSchema).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
