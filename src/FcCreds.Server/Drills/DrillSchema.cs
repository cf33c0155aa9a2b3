namespace FcCreds.Server.Drills;

/// <summary>The JSON schema of drill files, for editors.</summary>
internal static class DrillSchema
{
    public const string FileName = "fccreds-drill.schema.json";

    public static string Text()
    {
        using var resource = typeof(DrillSchema).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
