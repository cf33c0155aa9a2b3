namespace FcCreds.Storage;

/// <summary>Bucket and key; the key is 1 to 1,023 bytes of UTF-8 and may hold anything else.</summary>
internal readonly record struct ObjectName(string Bucket, string Key)
{
    public override string ToString() => $"{Bucket}/{Key}";
}
