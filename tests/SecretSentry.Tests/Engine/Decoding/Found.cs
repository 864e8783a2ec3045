namespace SecretSentry.Tests.Engine.Decoding;

/// <summary>A found secret in a form that two scanners can be compared by.</summary>
internal sealed record Found(int Rule, int Start, int End, int SecretStart, int SecretEnd, string Path, string Secret);
