namespace FcCreds.Oss.Addressing;

/// <summary>The rules for bucket names: 3 to 63 of <c>a-z 0-9 -</c>, a letter or digit at both ends.</summary>
internal static class BucketName
{
    public static void Check(string name)
    {
        if (!IsValid(name)) throw OssErrors.InvalidBucketName.With(("BucketName", name));
    }

    public static bool IsValid(string name)
    {
        if (name.Length is < 3 or > 63 || name[0] == '-' || name[^1] == '-') return false;
        foreach (var one in name)
        {
            if (!char.IsAsciiLetterLower(one) && !char.IsAsciiDigit(one) && one != '-') return false;
        }
        return true;
    }
}
