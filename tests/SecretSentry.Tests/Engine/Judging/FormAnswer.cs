namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The correct answer to a form.</summary>
public enum FormAnswer
{
    /// <summary>The marked value is reported at medium or above.</summary>
    Told,

    /// <summary>Nothing is reported at medium or above.</summary>
    NotTold,

    /// <summary>Nothing is reported at any level.</summary>
    Silent,
}
