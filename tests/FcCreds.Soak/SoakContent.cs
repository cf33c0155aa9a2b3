namespace FcCreds.Soak;

/// <summary>Random bytes, mostly few.</summary>
internal static class SoakContent
{
    public static byte[] Of(Random random) => Of(random, random.Next(1000) switch
    {
        < 700 => random.Next(0, 4096),
        < 950 => random.Next(4096, 20_000),
        < 997 => random.Next(20_000, 100_000),
        // Above what the S3 store sends at once.
        _ => random.Next(1_100_000, 1_500_000),
    });

    public static byte[] Of(Random random, int length)
    {
        var content = new byte[length];
        random.NextBytes(content);
        return content;
    }
}
