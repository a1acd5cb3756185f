using FeedbackHub.App.Escalation;
using FeedbackHub.App.Live;
using FeedbackHub.App.Promises;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FeedbackHub.App.Cases;

/// <summary>The case page: what it needs, and the address its files come and go by.</summary>
public static class CasePages
{
    /// <summary>Adds what the page needs.</summary>
    public static void AddCasePages(this IServiceCollection services)
    {
        services.AddSingleton<CasePresence>();
        services.AddScoped<CircuitConnection>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitConnection>());
        services.AddSingleton<UploadedFiles>();
        services.AddTransient<CaseDesk>();
        services.AddTransient<CaseMoves>();
        services.AddTransient<EscalationActs>();
        services.AddTransient<NoticeWords>();
        services.AddScoped<UnreadCount>();
        services.AddTransient<CaseAnswers>();
        services.AddTransient<CaseChoices>();
        services.AddTransient<FieldWords>();
        services.AddTransient<TargetWords>();
        services.AddTransient<ChangeWords>();
    }
}
