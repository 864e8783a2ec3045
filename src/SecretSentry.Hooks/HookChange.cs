namespace SecretSentry.Hooks;

/// <summary>A change to one hook.</summary>
/// <param name="Hook">Name of the hook.</param>
/// <param name="Path">Path of the affected file.</param>
/// <param name="What">Description of the change.</param>
/// <param name="IsRejected">Whether the change was rejected. <paramref name="What"/> then says how to continue.</param>
public sealed record HookChange(string Hook, string Path, string What, bool IsRejected = false);
