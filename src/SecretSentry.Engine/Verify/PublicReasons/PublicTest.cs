namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>Returns whether the secret from <paramref name="start"/> to <paramref name="end"/> is public by design.</summary>
internal delegate bool PublicTest(ReadOnlySpan<byte> content, int start, int end);
