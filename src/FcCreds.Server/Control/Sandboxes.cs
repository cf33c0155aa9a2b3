using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FcCreds.Core.Errors;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;
using FcCreds.Fc;
using FcCreds.Identity.Ram;
using FcCreds.Storage;

namespace FcCreds.Server.Control;

/// <summary>
/// <c>POST /_fccreds/sandboxes</c> makes an account that nobody else has, <c>DELETE /_fccreds/sandboxes/{account id}</c> takes it away
/// with everything in it. Kept in memory only: after a restart its keys are unknown.
/// </summary>
internal sealed partial class Sandboxes(RamDirectory directory, FunctionCompute functions, IObjectStore store, IJournal journal, IdSource ids, Clocks clocks, string region)
{
    public const string Path = "/_fccreds/sandboxes";

    private const int SuffixLength = 10;

    private static readonly ServiceError NoSuchSandbox = new("NoSuchSandbox", 404, "There is no such sandbox.");

    private readonly ConcurrentDictionary<string, byte> open = new(StringComparer.Ordinal);

    public static bool IsRemoval(string method, string rawPath) => method == "DELETE" && rawPath.StartsWith(Path + "/", StringComparison.Ordinal);

    public async Task<SandboxReply> OpenAsync(SandboxOrder order, CancellationToken ct)
    {
        var (accountId, suffix, sequence) = (ids.AccountId(), ids.SessionId()[..SuffixLength], journal.LastSequence);
        var buckets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in order.Buckets)
        {
            if (!BucketName().IsMatch(name)) throw RoleCredentials.InvalidParameter.Saying($"'{name}' is no bucket name for a sandbox: up to 50 lower-case letters, digits and hyphens, beginning with a letter or digit.");
            if (!buckets.TryAdd(name, $"{name}-{suffix}")) throw RoleCredentials.InvalidParameter.Saying($"The bucket '{name}' is named twice.");
        }
        if (order.Roles.GroupBy(role => role.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw RoleCredentials.InvalidParameter.Saying($"The role '{twice.Key}' is declared twice (role names compare without case).");
        AccessKeyDeclaration root = new(ids.LongTermAccessKeyId(), new(ids.LongTermAccessKeySecret()));
        AccessKeyDeclaration user = new(ids.LongTermAccessKeyId(), new(ids.LongTermAccessKeySecret()));
        directory.Add(new()
        {
            AccountId = accountId,
            RootAccessKey = root,
            // An account's own key may not assume roles, as in the cloud.
            Users = [new() { UserName = "tester", AccessKeys = [user], Policies = [SystemPolicies.Find("AliyunSTSAssumeRoleAccess")!] }],
            Roles = [.. order.Roles.Select(role => SandboxPolicies.Role(role, accountId, buckets))],
        });
        open[accountId] = 0;
        foreach (var bucket in buckets.Values) await CreateAsync(bucket, accountId, ct);
        return new()
        {
            AccountId = accountId,
            Region = region,
            RootAccessKeyId = root.AccessKeyId,
            RootAccessKeySecret = root.AccessKeySecret.Value,
            UserAccessKeyId = user.AccessKeyId,
            UserAccessKeySecret = user.AccessKeySecret.Value,
            Suffix = suffix,
            Buckets = buckets,
            JournalSequence = sequence,
        };
    }

    public async Task RemoveAsync(string rawPath, CancellationToken ct)
    {
        var accountId = rawPath[(Path.Length + 1)..];
        // Only what was made here: a configured account is not a test's to remove.
        if (!open.TryRemove(accountId, out _)) throw NoSuchSandbox.With();
        directory.Remove(accountId);
        functions.RemoveOf(accountId);
        await AccountBuckets.RemoveAsync(store, accountId, ct);
    }

    private async Task CreateAsync(string bucket, string accountId, CancellationToken ct)
        => await store.CreateBucketAsync(
            new()
            {
                Name = bucket,
                OwnerAccountId = accountId,
                CreatedAt = clocks.Wire.GetUtcNow(),
                Region = region,
                StorageClass = "Standard",
                DataRedundancyType = "LRS",
            },
            ct);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,49}\z")]
    private static partial Regex BucketName();
}
