namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The correct answer to a form.</summary>
public enum FormAnswer
{
    /// <summary>The marked value is reported at medium or above.</summary>
    Reported,

    /// <summary>Nothing is reported at medium or above.</summary>
    NotReported,

    /// <summary>Nothing is reported at any level.</summary>
    Silent,
}
