using System.Buffers;

namespace FcCreds.Oss.Select;

/// <summary>Writes what was selected of a record as a record of the output.</summary>
internal abstract class RecordWriter(SelectStatement statement)
{
    protected SelectStatement Statement { get; } = statement;

    public virtual void WriteHeader(IBufferWriter<byte> output)
    {
    }

    /// <param name="values">The computed values, one for each item; none for columns.</param>
    public abstract void Write(IBufferWriter<byte> output, IReadOnlyList<SelectValue> values);
}
