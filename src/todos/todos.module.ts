import { Module } from '@nestjs/common';
import { Listing } from '../organisations/listing.js';
import { TodoController } from './todo.controller.js';
import { TodoReader } from './todo.reader.js';
import { TodoRepository } from './todo.repository.js';
import { StaffReader } from './staff.reader.js';

/** Who must act now. Others write it only with their own change: `TodoRepository` is a part of their transaction. */
@Module({ controllers: [TodoController], providers: [Listing, TodoReader, TodoRepository, StaffReader], exports: [TodoReader, TodoRepository, StaffReader] })
export class TodosModule {}
