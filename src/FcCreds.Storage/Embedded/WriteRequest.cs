namespace FcCreds.Storage.Embedded;

/// <summary>A change waiting for its group; it is acknowledged when the group is committed.</summary>
internal abstract class WriteRequest
{
    public abstract void Run(Transaction transaction);

    public abstract void Acknowledge();

    public abstract void Fail(Exception reason);
}

/// <summary>A change that answers something.</summary>
internal sealed class WriteRequest<T>(Func<Transaction, T> change) : WriteRequest
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? answer;

    public Task<T> Completion => completion.Task;

    public override void Run(Transaction transaction) => answer = change(transaction);

    public override void Acknowledge() => completion.TrySetResult(answer!);

    public override void Fail(Exception reason) => completion.TrySetException(reason);
}
