namespace SecretSentry.EndToEnd;

/// <summary>A test that runs only with the deep tests (<c>./test.sh --deep</c>). Otherwise it is skipped, not passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeepFactAttribute : FactAttribute
{
    public DeepFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is null ? "takes long; ./test.sh --deep runs it" : null;
}
