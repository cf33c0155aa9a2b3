using System.CommandLine;
using FcCreds.Cli.Usage;
using FcCreds.Oss;

namespace FcCreds.Cli.Options;

/// <summary>Where the cloud differs between deployments, or a client's test wants it stricter or milder than usual.</summary>
internal static class CloudSwitches
{
    private static readonly Option<bool> Loose = new("--loose") { Description = "Ignore unsupported headers and parameters instead of refusing them" };

    private static readonly Option<bool> StrictRegion = new("--strict-region") { Description = "Refuse requests under another region's host name or signature" };

    private static readonly Option<bool> NoGzip = new("--no-gzip") { Description = "Never compress text for clients that accept it" };

    private static readonly Option<string> RangeBehavior = new("--range-behavior")
    {
        HelpName = "compatible|standard",
        Description = "A Range beyond the object is ignored (as OSS does), or clipped and 416 as if every request said x-oss-range-behavior: standard",
        DefaultValueFactory = _ => "compatible",
    };

    private static readonly Option<string> ExpiredToken = new("--expired-token")
    {
        HelpName = "expired|unknown",
        Description = "How OSS refuses an expired token: SecurityTokenExpired, or InvalidAccessKeyId as it is also seen to do",
        DefaultValueFactory = _ => "expired",
    };

    private static readonly Option<int> ClockSkew = new("--clock-skew") { HelpName = "SECONDS", Description = "How far a signature's time may be from the server's", DefaultValueFactory = _ => 900 };

    private static readonly Option<int> StsQuota = new("--sts-quota") { HelpName = "CALLS", Description = "AssumeRole calls per second and account before Throttling.User; 0 for no limit", DefaultValueFactory = _ => 100 };

    private static readonly Option<bool> AcceptAwsChunked = new("--accept-aws-chunked") { Description = "Take every aws-chunked upload of S3 clients, which OSS refuses where the chunks are unsigned or end in a checksum" };

    private static readonly Option<bool> LowerCaseETags = new("--lower-case-etags") { Description = "Write ETags for S3 clients in lower case, which s3cmd needs and OSS does not do" };

    private static readonly Option<int?> RestoreDelay = new("--restore-delay") { HelpName = "SECONDS", Description = "How long restoring an archived object takes (default as in the cloud: a minute for Archive, hours for the others)" };

    public static void AddTo(Command command)
    {
        RangeBehavior.AcceptOnlyFromAmong("compatible", "standard");
        ExpiredToken.AcceptOnlyFromAmong("expired", "unknown");
        foreach (var option in new Option[] { Loose, StrictRegion, NoGzip, RangeBehavior, ExpiredToken, ClockSkew, StsQuota, AcceptAwsChunked, LowerCaseETags, RestoreDelay }) command.Options.Add(option);
    }

    public static OssOptions ReadOss(ParseResult parsed) => new()
    {
        Loose = parsed.GetValue(Loose),
        StrictRegion = parsed.GetValue(StrictRegion),
        Gzip = !parsed.GetValue(NoGzip),
        RangeMode = parsed.GetValue(RangeBehavior) == "standard" ? RangeMode.Standard : RangeMode.Compatible,
        ForgetsExpiredKeys = parsed.GetValue(ExpiredToken) == "unknown",
        AcceptAwsChunked = parsed.GetValue(AcceptAwsChunked),
        LowerCaseETags = parsed.GetValue(LowerCaseETags),
        RestoreDelay = Seconds(parsed, RestoreDelay),
    };

    public static TimeSpan ReadClockSkew(ParseResult parsed)
        => parsed.GetValue(ClockSkew) is >= 0 and var seconds ? TimeSpan.FromSeconds(seconds) : throw Negative(ClockSkew);

    public static int ReadStsQuota(ParseResult parsed)
        => parsed.GetValue(StsQuota) is >= 0 and var calls ? calls : throw CliFailure.Usage($"{StsQuota.Name} is negative.", "Write a number of calls per second; 0 for no limit.");

    private static TimeSpan? Seconds(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) switch
    {
        null => null,
        < 0 => throw Negative(option),
        var seconds => TimeSpan.FromSeconds(seconds.Value),
    };

    private static CliFailure Negative(Option option) => CliFailure.Usage($"{option.Name} is negative.", "Write a number of seconds, 0 or more.");
}
