namespace SecretSentry.Tests.Engine.Decoding;

/// <summary>A secret that was found, in a form in which the results of two scanners can be compared.</summary>
internal sealed record Found(int Rule, int Start, int End, int SecretStart, int SecretEnd, string Path, string Secret);
