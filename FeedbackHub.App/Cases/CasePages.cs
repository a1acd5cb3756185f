namespace FeedbackHub.App.Cases;

/// <summary>The case page: what it needs, and the address its files come and go by.</summary>
public static class CasePages
{
    /// <summary>Adds what the page needs.</summary>
    public static void AddCasePages(this IServiceCollection services)
    {
        services.AddSingleton<Live.CasePresence>();
        services.AddSingleton<UploadedFiles>();
        services.AddTransient<CaseDesk>();
        services.AddTransient<CaseMoves>();
        services.AddTransient<CaseAnswers>();
        services.AddTransient<CaseChoices>();
        services.AddTransient<FieldWords>();
        services.AddTransient<FailureWords>();
        services.AddTransient<ChangeWords>();
    }
}
