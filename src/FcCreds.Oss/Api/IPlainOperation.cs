namespace FcCreds.Oss.Api;

/// <summary>An operation that reads nothing from its request but where it is addressed to.</summary>
internal interface IPlainOperation<TSelf> : IOperation<TSelf>
    where TSelf : IPlainOperation<TSelf>, new()
{
    private static readonly TSelf Input = new();

    static ValueTask<TSelf> IOperation<TSelf>.ReadAsync(OssCall call, CancellationToken ct) => new(Input);
}
