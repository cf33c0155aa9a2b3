namespace FcCreds.Core.Faults;

/// <summary>What a fault can do to the connection under a request; a feature of the request while faults are set.</summary>
internal interface IFaultyConnection
{
    /// <summary>Breaks now, without an answer.</summary>
    void Break();

    /// <summary>Breaks when the answer would begin: the work is done.</summary>
    void LoseAnswer();

    /// <summary>Breaks after so many bytes of the answer's body.</summary>
    void BreakAfter(int bytes);
}
