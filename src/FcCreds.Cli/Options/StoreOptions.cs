using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Usage;
using FcCreds.Storage.S3;

namespace FcCreds.Cli.Options;

/// <summary>What keeps the objects of a server that this command starts.</summary>
internal static class StoreOptions
{
    public static readonly Option<StoreKind?> Store = new("--store") { HelpName = "embedded|s3", Description = "What keeps the objects: the data folder, or an S3 server (default embedded, with --s3-endpoint s3)" };

    public static readonly Option<Uri?> Endpoint = new("--s3-endpoint")
    {
        HelpName = "URL",
        Description = "MinIO, Ceph or another S3 server; its secret only as variable FCCREDS_S3_SECRET_ACCESS_KEY",
        CustomParser = ServerOptions.ReadUrl,
    };

    public static readonly Option<string?> AccessKeyId = new("--s3-access-key-id") { HelpName = "ID", Description = "Access key id at the S3 server" };

    public static readonly Option<string?> Region = new("--s3-region") { HelpName = "NAME", Description = "Region that requests to it are signed for (default us-east-1)" };

    public static readonly Option<bool> PathStyle = new("--s3-path-style") { Description = "Address it as http://host/bucket rather than http://bucket.host (default true)", DefaultValueFactory = _ => true };

    public static readonly Option<string?> BucketPrefix = new("--s3-bucket-prefix") { HelpName = "TEXT", Description = "Put before the name of every bucket there" };

    private static readonly Option[] OfS3 = [AccessKeyId, Region, PathStyle, BucketPrefix];

    public static void AddTo(Command command)
    {
        Store.CompletionSources.Clear();
        Store.CompletionSources.Add("embedded", "s3");
        foreach (var option in new Option[] { Store, Endpoint }.Concat(OfS3)) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            // Tokens rather than values: an option that is still being typed has none.
            if (result.GetResult(Endpoint) is { Implicit: false }) return;
            if (result.GetResult(Store)?.Tokens is [{ Value: var kind }] && kind.Equals(nameof(StoreKind.S3), StringComparison.OrdinalIgnoreCase)) result.AddError("--store s3 needs --s3-endpoint.");
            foreach (var option in OfS3.Where(option => result.GetResult(option) is { Implicit: false })) result.AddError($"{option.Name} means nothing without --s3-endpoint.");
        });
    }

    /// <summary>Null for the embedded store.</summary>
    public static S3StoreOptions? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Endpoint) is not { } endpoint || parsed.GetValue(Store) == StoreKind.Embedded) return null;
        var id = parsed.GetValue(AccessKeyId);
        var secret = InheritedSecrets.S3SecretAccessKey();
        if (string.IsNullOrEmpty(id) || secret is null)
            throw CliFailure.Usage($"The S3 server at {endpoint} needs an access key.", "Give --s3-access-key-id (or FCCREDS_S3_ACCESS_KEY_ID) and FCCREDS_S3_SECRET_ACCESS_KEY.");
        var prefix = parsed.GetValue(BucketPrefix) ?? "";
        if (!S3Names.IsPrefix(prefix)) throw CliFailure.Usage($"'{prefix}' cannot begin a bucket's name.", "Use at most 20 lower-case letters, digits and hyphens, the first a letter or digit.");
        return new()
        {
            Endpoint = endpoint,
            AccessKeyId = id,
            SecretAccessKey = new(secret),
            Region = parsed.GetValue(Region) ?? "us-east-1",
            PathStyle = parsed.GetValue(PathStyle),
            BucketPrefix = prefix,
        };
    }
}

/// <summary>Kinds of stores.</summary>
internal enum StoreKind { Embedded, S3 }
