namespace SecretSentry.Tests.Oracles;

/// <summary>Receives one object. The content is valid during the call only.</summary>
/// <param name="kind">blob, tree, commit or tag.</param>
/// <param name="id">Object id in hexadecimal.</param>
/// <param name="content">Its bytes.</param>
public delegate void ObjectVisitor(string kind, string id, ReadOnlySpan<byte> content);
