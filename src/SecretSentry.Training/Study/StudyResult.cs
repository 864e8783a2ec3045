namespace SecretSentry.Training.Study;

/// <summary>Recall on labelled lines and on their copies with human passwords, at 90 and at 95 % precision on labelled lines.</summary>
internal readonly record struct StudyResult(double Labelled90, double Labelled95, double Human90, double Human95);
