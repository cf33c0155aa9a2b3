namespace FcCreds.Core.Policy;

/// <summary>The fields of <c>acs:service:region:account:relative-id</c>, without copying them. The relative id may hold colons.</summary>
internal readonly ref struct Arn
{
    private Arn(ReadOnlySpan<char> service, ReadOnlySpan<char> region, ReadOnlySpan<char> account, ReadOnlySpan<char> relative)
    {
        Service = service;
        Region = region;
        Account = account;
        Relative = relative;
        IsArn = true;
    }

    /// <summary>False for <c>*</c> and anything else that is no ARN; only the resource <c>*</c> covers those.</summary>
    public bool IsArn { get; }

    public ReadOnlySpan<char> Service { get; }

    public ReadOnlySpan<char> Region { get; }

    public ReadOnlySpan<char> Account { get; }

    public ReadOnlySpan<char> Relative { get; }

    public static Arn Read(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("acs:", StringComparison.Ordinal)) return default;
        var service = text[4..];
        var end = service.IndexOf(':');
        if (end < 0) return default;
        var region = service[(end + 1)..];
        service = service[..end];
        end = region.IndexOf(':');
        if (end < 0) return default;
        var account = region[(end + 1)..];
        region = region[..end];
        end = account.IndexOf(':');
        return end < 0 ? default : new(service, region, account[..end], account[(end + 1)..]);
    }
}
