import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { DisclosureModule } from '../disclosure/disclosure.module.ts';
import { LettersModule } from '../letters/letters.module.ts';
import { RatingsModule } from '../ratings/ratings.module.ts';
import { RectificationModule } from '../rectification/rectification.module.ts';
import { BasisService } from './basis.service.ts';
import { ComparisonService } from './comparison.service.ts';
import { ChangeSplitService } from './comparisons/change-split.service.ts';
import { ComparisonsController } from './comparisons/comparisons.controller.ts';
import { ComparisonsService } from './comparisons/comparisons.service.ts';
import { DepartmentService } from './department.service.ts';
import { DirectoryPageService } from './directory-page.service.ts';
import { FigureListService } from './figure-list.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureSumsRepository } from './figure-sums.repository.ts';
import { FiguresController } from './figures.controller.ts';
import { FiguresRepository } from './figures.repository.ts';
import { FiguresService } from './figures.service.ts';
import { FoldRepository } from './fold.repository.ts';
import { FoldService } from './fold.service.ts';
import { IndicatorPagesService } from './indicator-pages.service.ts';
import { ItemFigures } from './item-figures.service.ts';
import { OverviewService } from './overview.service.ts';
import { PeerFigures } from './peer-figures.service.ts';
import { PublicPagesController } from './public-pages.controller.ts';
import { RankingService } from './ranking.service.ts';
import { RegionService } from './region.service.ts';
import { RebuildRepository } from './rebuild.repository.ts';
import { RebuildService } from './rebuild.service.ts';
import { SiteFigures } from './site-figures.service.ts';
import { StaleRepository } from './stale.repository.ts';
import { SuppressionRepository } from './suppression/suppression.repository.ts';
import { SuppressionService } from './suppression/suppression.service.ts';
import { SystemAuditService } from './systems/system-audit.service.ts';
import { SystemPreviewService } from './systems/system-preview.service.ts';
import { SystemsRepository } from './systems/systems.repository.ts';
import { SystemsService } from './systems/systems.service.ts';
import { ToldSums } from './told-sums.repository.ts';
import { VolumesService } from './volumes.service.ts';

/** From the outbox of facts to tallies, from tallies to figures, from figures to what everybody may read. */
@Module({
  imports: [DirectoryModule, RatingsModule, RectificationModule, LettersModule, DisclosureModule],
  controllers: [FiguresController, ComparisonsController, PublicPagesController],
  providers: [
    FoldRepository,
    FoldService,
    RebuildRepository,
    RebuildService,
    StaleRepository,
    FigureSumsRepository,
    FiguresRepository,
    ToldSums,
    FiguresService,
    SuppressionRepository,
    SuppressionService,
    FigureReader,
    BasisService,
    SiteFigures,
    VolumesService,
    ComparisonService,
    ChangeSplitService,
    ComparisonsService,
    SystemAuditService,
    SystemPreviewService,
    SystemsRepository,
    SystemsService,
    PeerFigures,
    ItemFigures,
    OverviewService,
    RankingService,
    DepartmentService,
    RegionService,
    DirectoryPageService,
    IndicatorPagesService,
    FigureListService,
  ],
  exports: [
    FoldService,
    RebuildService,
    FiguresService,
    FiguresRepository,
    ToldSums,
    FigureReader,
    SuppressionRepository,
    SuppressionService,
    SystemsRepository,
    SystemsService,
    BasisService,
    OverviewService,
    RankingService,
    DepartmentService,
    RegionService,
    DirectoryPageService,
    IndicatorPagesService,
  ],
})
export class IndicatorsModule {}
