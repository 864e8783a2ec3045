namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The right answer to a form.</summary>
public enum FormAnswer
{
    /// <summary>The marked value is told at medium or above.</summary>
    Told,

    /// <summary>Nothing is told at medium or above.</summary>
    NotTold,

    /// <summary>Nothing is told at any level.</summary>
    Silent,
}
