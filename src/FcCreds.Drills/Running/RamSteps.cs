using System.Text.Json;
using FcCreds.Drills.Scenarios;
using FcCreds.Drills.Targets;

namespace FcCreds.Drills.Running;

/// <summary>Moments that change the account, done by RAM's own API.</summary>
internal sealed class RamSteps(IDrillCloud cloud, IDrillTarget target)
{
    private const string TrustTemplate = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["SERVICE"]}}]}""";

    private int policies;

    public Task DoAsync(Moment moment, CancellationToken ct) => moment switch
    {
        RotateKeyMoment rotate => RotateAsync(rotate, ct),
        DetachPolicyMoment detach => DetachAsync(detach.Role, detach.Policy, ct),
        AttachPolicyMoment attach => AttachAsync(attach.Role, attach.Policy, ct),
        NarrowMoment narrow => NarrowAsync(narrow, ct),
        DeleteRoleMoment delete => DeleteRoleAsync(delete, ct),
        SetTrustMoment trust => CallAsync("UpdateRole", ct, ("RoleName", trust.Role), ("NewAssumeRolePolicyDocument", TrustTemplate.Replace("SERVICE", JsonEncodedText.Encode(trust.Service).ToString(), StringComparison.Ordinal))),
        SetMaxSessionMoment longest => CallAsync("UpdateRole", ct, ("RoleName", longest.Role), ("NewMaxSessionDuration", $"{longest.Longest.TotalSeconds:0}")),
        _ => throw new InvalidOperationException($"Nobody does '{moment.Kind}'."),
    };

    private async Task RotateAsync(RotateKeyMoment rotate, CancellationToken ct)
    {
        if (rotate.Step == KeyStep.Create)
        {
            var made = (await CallAsync("CreateAccessKey", ct, ("UserName", rotate.User))).GetProperty("AccessKey");
            target.LayOutKey(made.GetProperty("AccessKeyId").GetString()!, made.GetProperty("AccessKeySecret").GetString()!);
            return;
        }
        var keys = (await CallAsync("ListAccessKeys", ct, ("UserName", rotate.User))).GetProperty("AccessKeys").GetProperty("AccessKey").EnumerateArray()
            .OrderBy(key => key.GetProperty("CreateDate").GetString(), StringComparer.Ordinal).ToList();
        if (keys.Count == 0) throw new DrillRefusal("EntityNotExist.User.AccessKey", $"User {rotate.User} has no key.");
        var oldest = keys[0].GetProperty("AccessKeyId").GetString()!;
        if (rotate.Step == KeyStep.Delete) await CallAsync("DeleteAccessKey", ct, ("UserName", rotate.User), ("UserAccessKeyId", oldest));
        else await CallAsync("UpdateAccessKey", ct, ("UserName", rotate.User), ("UserAccessKeyId", oldest), ("Status", "Inactive"));
    }

    private async Task DetachAsync(string role, string? policy, CancellationToken ct)
    {
        foreach (var (name, type) in await AttachedAsync(role, ct))
        {
            if (policy is null || policy == name) await CallAsync("DetachPolicyFromRole", ct, ("RoleName", role), ("PolicyName", name), ("PolicyType", type));
        }
    }

    private async Task AttachAsync(string role, string policy, CancellationToken ct)
    {
        var name = policy;
        if (policy.StartsWith('{'))
        {
            name = $"fccreds-drill-{++policies}";
            await CallAsync("CreatePolicy", ct, ("PolicyName", name), ("PolicyDocument", policy));
        }
        var type = policy.StartsWith("Aliyun", StringComparison.Ordinal) ? "System" : "Custom";
        await CallAsync("AttachPolicyToRole", ct, ("RoleName", role), ("PolicyName", name), ("PolicyType", type));
    }

    /// <summary>The new one first: in between the role can do no less than afterwards.</summary>
    private async Task NarrowAsync(NarrowMoment narrow, CancellationToken ct)
    {
        var before = await AttachedAsync(narrow.Role, ct);
        await AttachAsync(narrow.Role, narrow.Policy, ct);
        foreach (var (name, type) in before) await CallAsync("DetachPolicyFromRole", ct, ("RoleName", narrow.Role), ("PolicyName", name), ("PolicyType", type));
    }

    private async Task DeleteRoleAsync(DeleteRoleMoment delete, CancellationToken ct)
    {
        var role = (await CallAsync("GetRole", ct, ("RoleName", delete.Role))).GetProperty("Role");
        var attached = await AttachedAsync(delete.Role, ct);
        // RAM deletes no role that still has policies.
        foreach (var (name, type) in attached) await CallAsync("DetachPolicyFromRole", ct, ("RoleName", delete.Role), ("PolicyName", name), ("PolicyType", type));
        await CallAsync("DeleteRole", ct, ("RoleName", delete.Role));
        if (!delete.Recreate) return;
        await CallAsync("CreateRole", ct, ("RoleName", delete.Role), ("AssumeRolePolicyDocument", role.GetProperty("AssumeRolePolicyDocument").GetString()!), ("MaxSessionDuration", role.GetProperty("MaxSessionDuration").ToString()));
        foreach (var (name, type) in attached) await CallAsync("AttachPolicyToRole", ct, ("RoleName", delete.Role), ("PolicyName", name), ("PolicyType", type));
    }

    private async Task<IReadOnlyList<(string Name, string Type)>> AttachedAsync(string role, CancellationToken ct)
        => [.. (await CallAsync("ListPoliciesForRole", ct, ("RoleName", role))).GetProperty("Policies").GetProperty("Policy").EnumerateArray()
            .Select(policy => (policy.GetProperty("PolicyName").GetString()!, policy.GetProperty("PolicyType").GetString()!))];

    private Task<JsonElement> CallAsync(string action, CancellationToken ct, params (string Name, string Value)[] parameters)
        => cloud.RamAsync(action, parameters.ToDictionary(one => one.Name, one => one.Value), ct);
}
