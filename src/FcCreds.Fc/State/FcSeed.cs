using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace FcCreds.Fc.State;

/// <summary>
/// Puts the functions that a configuration declares into what is stored of an account. One that was declared as it is now stays as the API
/// left it; one that is missing or was declared otherwise is made anew; one that is declared no longer goes; what the API made stays
/// (decision 0030).
/// </summary>
internal sealed class FcSeed(IReadOnlyList<FunctionDeclaration> declared, Func<string> newFunctionId, DateTimeOffset now)
{
    private const int FingerprintLength = 16;

    public FcAccountRecord Into(FcAccountRecord account)
    {
        var gone = account.Functions.Values.Where(function => function.Seed is not null && !declared.Any(one => one.Name == function.Name));
        account = account with { Functions = account.Functions.RemoveRange(gone.Select(function => function.Name)) };
        foreach (var function in declared)
        {
            var (found, seed) = (account.Functions.GetValueOrDefault(function.Name), FingerprintOf(function));
            if (found?.Seed != seed) account = account.With(Make(function, found, seed));
        }
        return account;
    }

    /// <summary>Its versions and aliases, and what else the API has put beside it, stay.</summary>
    private FunctionRecord Make(FunctionDeclaration function, FunctionRecord? found, string seed)
    {
        var made = (found ?? FunctionRecord.Of(function, newFunctionId(), now)) with { Declaration = function, Seed = seed, Package = null };
        return found is null ? made : made.Changed(now);
    }

    private static string FingerprintOf(FunctionDeclaration function)
        => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(function, FcStateJson.Compact.FunctionDeclaration)))[..FingerprintLength];
}
