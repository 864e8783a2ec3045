namespace SecretSentry.Hooks;

/// <summary>What was done about one hook.</summary>
/// <param name="Hook">Its name.</param>
/// <param name="Path">The file concerned.</param>
/// <param name="What">In words.</param>
/// <param name="IsRejected">Whether it was not done, and <paramref name="What"/> says how to go on.</param>
public sealed record HookChange(string Hook, string Path, string What, bool IsRejected = false);
